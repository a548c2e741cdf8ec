/**
 * What Grafana's comboboxes and our long tables need of a browser and jsdom has not: a size, or their lists show no
 * rows, and the width of a text, or they do not render at all. Call it at the top of a test file.
 */
export function pretendLayout(width = 400) {
  const height = 400;
  const rect = { width, height, top: 0, left: 0, bottom: height, right: width, x: 0, y: 0 };
  beforeAll(() => {
    global.ResizeObserver ??= class {
      observe() {}
      unobserve() {}
      disconnect() {}
    };
    Element.prototype.scrollTo ??= () => {};
    jest.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue({ ...rect, toJSON: () => rect });
    jest.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(width);
    jest.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(height);
    jest.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(width);
    jest.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(height);
    const context = { measureText: (text: string) => ({ width: text.length * 8 }) };
    jest
      .spyOn(HTMLCanvasElement.prototype, 'getContext')
      .mockReturnValue(context as unknown as ReturnType<HTMLCanvasElement['getContext']>);
  });
}
