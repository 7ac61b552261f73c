import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/** A recipe's shell scripts in the order in which its CI runs them, and the shell that runs each. */
export type Recipe = { readonly scripts: readonly string[]; readonly shell: readonly string[] };

const read = (name: string) => readFileSync(join(import.meta.dirname, name), "utf8");

export const recipes: Readonly<Record<string, () => Recipe>> = {
  "github-actions.yml": () => {
    const jobs: Record<string, { steps: { run?: string }[] }> = parse(read("github-actions.yml")).jobs;
    const scripts = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
    return { scripts, shell: ["bash", "-e", "-c"] };
  },
  "gitlab-ci.yml": () => {
    const jobs: Record<string, { script: string[] }> = parse(read("gitlab-ci.yml"));
    return { scripts: Object.values(jobs).flatMap(({ script }) => script), shell: ["bash", "-eo", "pipefail", "-c"] };
  },
  Jenkinsfile: () => {
    const scripts = Array.from(read("Jenkinsfile").matchAll(/\bsh '([^']*)'/g), ([, line = ""]) => line);
    return { scripts, shell: ["sh", "-xe", "-c"] };
  },
};
