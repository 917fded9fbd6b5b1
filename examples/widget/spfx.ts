// SharePoint Online: an application customizer. The files are in the site's own library, which its
// policy allows; no inline script is needed.
import { BaseApplicationCustomizer } from "@microsoft/sp-application-base";
import { SPComponentLoader } from "@microsoft/sp-loader";

export default class Readable extends BaseApplicationCustomizer<{ folder: string; article: string }> {
  public async onInit(): Promise<void> {
    const { folder, article } = this.properties;
    SPComponentLoader.loadCss(`${folder}/toolbar.css`);
    await SPComponentLoader.loadScript(`${folder}/toolbar.js`);
    const bar = document.createElement("readable-toolbar");
    bar.setAttribute("for", article);
    document.getElementById(article)?.before(bar);
  }
}
