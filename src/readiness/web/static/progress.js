// Follows a check that goes on in the background; without this the page has a button to look again.
const place = document.querySelector("[data-progress]");
const SECONDS = [1, 1, 2, 3, 5];

const look = async (round) => {
  let ended = false;
  try {
    const answer = await fetch(place.dataset.progress, { headers: { "X-Part": "progress" } });
    if (answer.ok) {
      const part = new DOMParser().parseFromString(await answer.text(), "text/html").body;
      ended = part.querySelector("[data-state]")?.dataset.state !== "checking";
      place.replaceChildren(...part.childNodes);
    } else {
      ended = true;
    }
  } catch { /* the server is away for a while: look again later */ }
  if (ended) {
    location.reload();
  } else {
    setTimeout(look, SECONDS[Math.min(round, SECONDS.length - 1)] * 1000, round + 1);
  }
};
setTimeout(look, 700, 0);
