// The switch between light and dark. The choice stays in this browser's own storage, and is sent nowhere.

import { element } from "./dom.js";

const STORED = "mtdetect-colours"; // as in early.js
const SCHEMES = [["", "System"], ["light", "Light"], ["dark", "Dark"]];

function chooseColours(value) {
  const root = document.documentElement;
  if (value) root.dataset.colours = value;
  else delete root.dataset.colours;
  try {
    if (value) localStorage.setItem(STORED, value);
    else localStorage.removeItem(STORED);
  } catch {
    // Where storage is forbidden, the choice holds until the page is closed.
  }
}

/** Adds the switch to an element, as a group of radio buttons. */
export function addColourSwitch(parent) {
  const now = document.documentElement.dataset.colours ?? "";
  parent.append(element("fieldset", { class: "colours" },
    element("legend", { class: "unseen" }, "Colours"),
    SCHEMES.map(([value, label]) => element("label", {},
      element("input", { type: "radio", class: "unseen", name: "colours", value, checked: value === now, autocomplete: "off", onchange: () => chooseColours(value) }),
      element("span", {}, label)))));
}
