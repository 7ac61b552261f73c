globalThis.attack = async (bases) => {
  const got = [];
  const within = (work) =>
    Promise.race([work.catch(() => undefined), new Promise((resolve) => setTimeout(resolve, 5000))]);
  const loads = (element, parent) =>
    new Promise((resolve, reject) => {
      element.onload = () => resolve("loaded");
      element.onerror = () => reject(new Error("refused"));
      parent.append(element);
    });
  for (const base of bases) {
    for (const path of ["/", "/_page/script.js", "/_control/orders", "/oauth/client_token/"]) {
      const text = await within(fetch(base + path).then((answer) => answer.text()));
      // Under its own name the page may read what it is told: that it is refused.
      if (text !== undefined && !text.includes('"host-refused"'))
        got.push(`fetch ${base}${path}: ${text.slice(0, 80)}`);
      await within(fetch(base + path, { mode: "no-cors", credentials: "include" }));
    }
    const form = { method: "POST", mode: "no-cors", headers: { "content-type": "application/x-www-form-urlencoded" } };
    await within(fetch(`${base}/orders`, { ...form, body: "token=guess&variant=standard" }));
    const script = Object.assign(document.createElement("script"), { src: `${base}/_page/script.js` });
    if ((await within(loads(script, document.head))) !== undefined) got.push(`script ${base}`);
    const image = Object.assign(document.createElement("img"), { src: `${base}/_page/icon.svg` });
    if ((await within(loads(image, document.body))) !== undefined) got.push(`image ${base}`);
    const source = new EventSource(`${base}/_page/events`);
    const opened = new Promise((resolve, reject) => {
      source.onopen = () => resolve("opened");
      source.onerror = () => reject(new Error("refused"));
    });
    if ((await within(opened)) !== undefined) got.push(`events ${base}`);
    source.close();
    const frame = Object.assign(document.createElement("iframe"), { src: `${base}/` });
    await within(loads(frame, document.body));
    const inside = frame.contentDocument?.body?.textContent ?? "";
    if (inside.trim() !== "") got.push(`frame ${base}: ${inside.slice(0, 80)}`);
  }
  return got;
};
