// Asks the run's API, and changes things with the token.

import { byId } from "/elements.js";
import { say } from "/words.js";

let token = "";

/** The JSON of an address; throws what the run says is wrong. */
export async function ask(address, options) {
  let response;
  try {
    response = await fetch(address, options);
  } catch {
    throw new Error(say("unreachable"));
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) {
    const failure = new Error(answer.error ?? `HTTP ${response.status}`);
    failure.status = response.status;
    throw failure;
  }
  return answer;
}

/** Has the run do something; asks for the token where it is not known or not right. */
export async function change(address) {
  if (token === "") {
    token = await askForToken();
  }
  try {
    return await post(address);
  } catch (failure) {
    if (failure.status === 401) {
      token = "";
    }
    throw failure;
  }
}

function post(address) {
  return ask(address, { method: "POST", headers: { Authorization: `Bearer ${token}` } });
}

function askForToken() {
  const dialog = byId("token-dialog");
  const field = byId("token");
  field.value = "";
  // A header takes no other letters, and no token file either.
  field.oninput = () => field.setCustomValidity(/^[!-~]*$/.test(field.value) ? "" : say("tokenWord"));
  dialog.returnValue = "cancel";
  dialog.showModal();
  return new Promise((resolve, reject) => {
    dialog.addEventListener(
      "close",
      () =>
        dialog.returnValue === "ok" ? resolve(field.value) : reject(new Error(say("cancel"))),
      { once: true });
  });
}
