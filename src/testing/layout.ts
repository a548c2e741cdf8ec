/**
 * What Grafana's comboboxes need of a browser and jsdom has not: a size, or their lists show no rows, and the width of a
 * text, or they do not render at all. Call it at the top of a test file.
 */
export function pretendLayout() {
  const rect = { width: 400, height: 400, top: 0, left: 0, bottom: 400, right: 400, x: 0, y: 0 };
  beforeAll(() => {
    jest.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue({ ...rect, toJSON: () => rect });
    jest.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(rect.width);
    jest.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(rect.height);
    const context = { measureText: (text: string) => ({ width: text.length * 8 }) };
    jest
      .spyOn(HTMLCanvasElement.prototype, 'getContext')
      .mockReturnValue(context as unknown as ReturnType<HTMLCanvasElement['getContext']>);
  });
}
