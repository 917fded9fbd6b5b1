// SharePoint Online: an application customizer. `folder` is where the files are, a library of the
// site's own; `article` the id of the box that holds the news, which comes anew with each page.
import { BaseApplicationCustomizer, PlaceholderName } from "@microsoft/sp-application-base";
import { SPComponentLoader } from "@microsoft/sp-loader";

export default class Readable extends BaseApplicationCustomizer<{ folder: string; article?: string }> {
  public async onInit(): Promise<void> {
    const { folder, article = "spPageCanvasContent" } = this.properties;
    const top = this.context.placeholderProvider.tryCreateContent(PlaceholderName.Top);
    SPComponentLoader.loadCss(`${folder}/toolbar.css`);
    await SPComponentLoader.loadScript(`${folder}/toolbar.js`);
    const bar = document.createElement("readable-toolbar");
    bar.setAttribute("for", article);
    top?.domElement.append(bar);
  }
}
