/** Shown in the documentation; good for loopback and nothing else. */
export const demoCredentials = {
  clientKey: "awexampleclientkey",
  clientSecret: "example-secret-0123456789abcdef0",
} as const;
