/* Added to each page of the preview, and to no published one: loads the page again when it has become another one.
   Where only the style sheet has, that takes the place of the old one, and the page stays as it is. */

{
  let { seen } = document.currentScript.dataset;

  const bare = (address) => new URL(address, location).pathname.replace(/\.[0-9a-f]{8}\.css$/, "");

  const dress = (address, then) => {
    const old = [...document.querySelectorAll("link[rel=stylesheet]")].find((one) => bare(one.href) === bare(address));
    if (!old) return location.reload();
    const fresh = old.cloneNode();
    fresh.href = address;
    fresh.addEventListener("load", () => {
      old.remove();
      then();
    });
    fresh.addEventListener("error", () => location.reload());
    old.after(fresh);
  };

  const listen = (again) => {
    const news = new WebSocket(`ws://${location.host}/livereload`);
    const here = () => news.send(JSON.stringify({ command: "info", url: location.href, seen }));
    news.addEventListener("open", () => (again ? location.reload() : here()));
    news.addEventListener("message", ({ data }) => {
      const said = JSON.parse(data);
      if (said.command === "state") window.previewOverlay(said.state);
      if (said.command === "go") location.replace(said.to);
      if (said.command !== "reload") return;
      seen = said.seen;
      if (said.style) dress(said.style, here);
      else location.reload();
    });
    // The preview has ended, and may begin again.
    news.addEventListener("close", () => setTimeout(listen, 1000, true));
  };

  // What has been loaded by then is on the screen: so the preview knows that it may go on with the rest of the site.
  addEventListener("load", () => listen(false));
}
