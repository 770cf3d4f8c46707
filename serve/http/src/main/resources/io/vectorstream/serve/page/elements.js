// Elements are made of text, never of markup: what an event holds cannot become part of the page.

export function byId(id) {
  return document.getElementById(id);
}

/** An element with properties, data and children, each an element or a text. */
export function element(tag, properties, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties || {})) {
    if (name.includes("-") || name === "role") {
      made.setAttribute(name, value);
    } else {
      made[name] = value;
    }
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** The child of a name. It is made once, so that whoever reads it keeps the place when it changes. */
export function kept(parent, name, make) {
  const known = [...parent.children].find((child) => child.dataset.name === name);
  if (known) {
    return known;
  }
  const made = make();
  made.dataset.name = name;
  parent.append(made);
  return made;
}

/** Writes a text only where it differs, so that nothing is drawn or read aloud twice. */
export function write(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}
