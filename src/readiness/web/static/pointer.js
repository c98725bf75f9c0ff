// Where the page changes by itself, it waits for the tap or click that is under way.

let isDown = false;
const waiting = [];

function settle() {
  isDown = false;
  setTimeout(() => waiting.splice(0).forEach((goOn) => goOn())); // the click comes right after
}

addEventListener("pointerdown", () => (isDown = true), true);
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, settle, true);

/** Resolves once no finger or button is down and the click it ends in has done its work. */
export const pointerAtRest = () =>
  isDown ? new Promise((goOn) => waiting.push(goOn)) : Promise.resolve();
