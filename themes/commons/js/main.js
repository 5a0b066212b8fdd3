// The page works without any of this. What is here makes it quicker.
import { addAppearanceSwitch } from "./parts/appearance-switch.js";
import { followContents } from "./parts/contents.js";
import { closeMenusFromOutside } from "./parts/menu.js";
import { addPackButton } from "./parts/pack-button.js";
import { readyForPaper } from "./parts/paper.js";
import { addSearch } from "./parts/search.js";
import { keepTree } from "./parts/tree.js";

addAppearanceSwitch(document);
closeMenusFromOutside(document);
followContents(document);
addPackButton(document);
keepTree(document);
readyForPaper(document);
addSearch(document);
