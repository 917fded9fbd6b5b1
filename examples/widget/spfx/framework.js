// Stands for SharePoint's own framework in the example: the calls that Readable.ts makes, and a
// site that goes to its next page without loading anew.
export const PlaceholderName = { Top: 1, Bottom: 2 };

export class BaseApplicationCustomizer {
  context = {
    placeholderProvider: {
      tryCreateContent: () => ({ domElement: document.querySelector("[data-sp-placeholder=Top]") }),
    },
  };
}

const loaded = (name, attributes) =>
  new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement(name), attributes);
    element.addEventListener("load", resolve);
    element.addEventListener("error", reject);
    document.head.append(element);
  });

export const SPComponentLoader = {
  loadCss: (href) => void loaded("link", { rel: "stylesheet", href }),
  loadScript: (src) => loaded("script", { src }),
};

const show = () => {
  const number = location.pathname.endsWith("2") ? 2 : 1;
  const canvas = Object.assign(document.createElement("div"), { id: "spPageCanvasContent" });
  canvas.innerHTML = `<p style="font-size: 13px">Quyết định 94${number}/QĐ-UBND của tỉnh.</p>`;
  document.querySelector("#spPageCanvasContent").replaceWith(canvas);
  document.querySelector("#next").href = `/tin-${3 - number}`;
};

export const start = (Customizer) => {
  const customizer = Object.assign(new Customizer(), { properties: { folder: "/readable" } });
  customizer.onInit();
  show();
  addEventListener("popstate", show);
  document.querySelector("#next").addEventListener("click", (event) => {
    event.preventDefault();
    history.pushState(null, "", event.target.href);
    show();
  });
};
