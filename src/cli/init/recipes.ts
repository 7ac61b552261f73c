import type { Text } from "../../core/text.js";

export type Recipe = {
  readonly name: string;
  readonly title: Text;
  /** Where the CI looks for it, from the project's folder. */
  readonly file: string;
  readonly content: string;
};

/** A workflow for each CI: the contract cases on every push, with a report that the CI shows. */
export const recipes: readonly Recipe[] = [
  {
    name: "github",
    title: { zh: "GitHub Actions", en: "GitHub Actions" },
    file: ".github/workflows/douyin-hotel.yml",
    content: `name: douyin-hotel
on: [push, pull_request]

jobs:
  contract:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@v5
      - uses: actions/setup-node@v5
        with:
          node-version: 22
      - name: Contract test
        env:
          DOUYIN_CLIENT_KEY: \${{ secrets.DOUYIN_CLIENT_KEY }}
          DOUYIN_CLIENT_SECRET: \${{ secrets.DOUYIN_CLIENT_SECRET }}
        run: |
          mkdir -p reports
          npx douyin-hotel test --wait 60 \\
            --reporter pretty \\
            --reporter github=reports/annotations.txt \\
            --reporter markdown=reports/summary.md \\
            --reporter html=reports/report.html
      - name: Annotations and summary
        if: always()
        run: |
          cat reports/annotations.txt
          cat reports/summary.md >> "$GITHUB_STEP_SUMMARY"
      - uses: actions/upload-artifact@v4
        if: always()
        with:
          name: douyin-hotel
          path: reports/
`,
  },
  {
    name: "gitlab",
    title: { zh: "GitLab CI", en: "GitLab CI" },
    file: ".gitlab-ci.yml",
    content: `contract-test:
  image: node:22
  timeout: 10 minutes
  # DOUYIN_CLIENT_KEY and DOUYIN_CLIENT_SECRET: masked variables of the project's CI/CD settings.
  script:
    - mkdir -p reports
    - npx douyin-hotel test --wait 60 --reporter pretty --reporter junit=reports/junit.xml --reporter html=reports/report.html
  artifacts:
    when: always
    paths:
      - reports/
    reports:
      junit: reports/junit.xml
`,
  },
  {
    name: "jenkins",
    title: { zh: "Jenkins", en: "Jenkins" },
    file: "Jenkinsfile",
    content: `pipeline {
  agent any
  options {
    timeout(time: 10, unit: 'MINUTES')
  }
  environment {
    DOUYIN_CLIENT_KEY = credentials('douyin-client-key')
    DOUYIN_CLIENT_SECRET = credentials('douyin-client-secret')
  }
  stages {
    stage('Contract test') {
      steps {
        sh 'mkdir -p reports'
        sh 'npx douyin-hotel test --wait 60 --reporter pretty --reporter junit=reports/junit.xml --reporter html=reports/report.html'
      }
    }
  }
  post {
    always {
      junit 'reports/junit.xml'
      archiveArtifacts artifacts: 'reports/**', allowEmptyArchive: true
    }
  }
}
`,
  },
];
