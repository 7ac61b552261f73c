/**
 * The packer leaves a small file for each lazily loaded module that lies in a shared one, with nothing in it but other
 * names for what stands there. Each costs as much as any file; here whoever loads one is sent on to the shared file, and
 * one that the packer did not name itself, since it starts the program, gives its name to it.
 *
 * @param files the packed files by name; file names of the packer's own end in a hash.
 */
export function foldFacades(files: ReadonlyMap<string, string>): Map<string, string> {
  const facades = [...files].flatMap(([name, text]) => facadeOf(name, text) ?? []);
  const kept = new Map([...files].filter(([name]) => !facades.some((facade) => facade.name === name)));
  for (const [name, text] of kept) kept.set(name, facades.filter(isHashed).reduce(sendOn, text));
  return facades.filter((facade) => !isHashed(facade)).reduce(renamed, kept);
}

type Facade = {
  readonly name: string;
  /** The file where all of it stands. */
  readonly shared: string;
  /** [name in the shared file, name outside] */
  readonly names: readonly (readonly [string, string])[];
};

/** What is imported only to be run is imported by the shared file as well. */
const facadeText = /^import\{[^}]*\}from"\.\/([^"]+)";(?:import"\.\/[^"]+";)*export\{([^}]*)\};\s*$/;

function facadeOf(name: string, text: string): Facade | undefined {
  const [, shared, list] = facadeText.exec(text) ?? [];
  if (shared === undefined || list === undefined) return undefined;
  const names = list.split(",").map((one) => {
    const [inside = "", outside = inside] = one.split(" as ");
    return [inside, outside] as const;
  });
  return { name, shared, names };
}

function isHashed({ name }: Facade): boolean {
  return /-[A-Z0-9]{8}\.js$/.test(name);
}

function sendOn(text: string, { name, shared, names }: Facade): string {
  const isRenaming = names.some(([inside, outside]) => inside !== outside);
  const inside = names.map(([one]) => one).join(",");
  const outside = names.map(([from, to]) => `${to}:${from}`).join(",");
  const rename = isRenaming ? `.then(({${inside}})=>({${outside}}))` : "";
  return text.replaceAll(`import("./${name}")`, () => `import("./${shared}")${rename}`);
}

function renamed(files: Map<string, string>, { name, shared }: Facade): Map<string, string> {
  return new Map(
    [...files].map(([file, text]) => [
      file === shared ? name : file,
      text.replaceAll(`"./${shared}"`, () => `"./${name}"`),
    ]),
  );
}
