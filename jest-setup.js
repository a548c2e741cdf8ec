import './.config/jest-setup';

// @grafana/scenes watches what is on screen; jsdom lays nothing out, so nothing is ever observed.
global.IntersectionObserver = class IntersectionObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
  takeRecords() {
    return [];
  }
};
