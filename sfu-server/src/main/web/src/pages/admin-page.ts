import { worded } from '../text.ts';
import { textButton } from '../ui/buttons.ts';
import { element } from '../ui/element.ts';
import { say } from '../ui/wording.ts';
import { brand, complain, field, type Page } from './page.ts';

const TOKEN_LONGEST = 4_096;

interface Examination {
  readonly well: boolean;
  readonly findings: readonly { readonly well: boolean; readonly sentence: string }[];
}

/** `/admin`: has the server look at itself, as `parley doctor` does. For whoever has a token of `parley token --admin`. */
export class AdminPage implements Page {
  readonly title = worded('web.admin.page');
  readonly element: HTMLElement;
  readonly #token: { label: HTMLLabelElement; input: HTMLInputElement };
  readonly #check = textButton(worded('web.admin.check'), { testid: 'examine', kind: 'primary', type: 'submit' });
  readonly #status = element('p', { role: 'status', 'data-testid': 'examination-status' });
  readonly #findings = element('ul', { class: 'findings', 'data-testid': 'findings' });

  constructor(token: string) {
    this.#token = field(worded('web.admin.token'), { testid: 'admin-token', value: token, maxlength: TOKEN_LONGEST });
    this.#token.input.type = 'password';
    const form = element('form', { class: 'card start-form', novalidate: true }, this.#token.label, this.#check, this.#status);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#examine();
    });
    this.element = element(
      'main',
      { class: 'start', 'data-testid': 'admin-page' },
      brand(),
      element('h1', {}, worded('web.admin.title')),
      element('p', { class: 'lead' }, worded('web.admin.lead')),
      form,
      this.#findings,
    );
  }

  close(): void {
    this.element.remove();
  }

  async #examine(): Promise<void> {
    const token = this.#token.input.value.trim();
    if (!token) {
      complain(this.#token.input, worded('web.admin.empty'));
      return;
    }
    this.#check.disabled = true;
    this.#findings.replaceChildren();
    say(this.#status, worded('web.admin.looking'));
    try {
      const answer = await fetch('/admin/examination', { headers: { authorization: `Bearer ${token}` } });
      if (answer.ok) {
        this.#show((await answer.json()) as Examination);
      } else {
        say(this.#status, answer.status === 401 ? worded('web.admin.refused') : worded('web.admin.failed'));
      }
    } catch {
      say(this.#status, worded('web.admin.silent'));
    } finally {
      this.#check.disabled = false;
    }
  }

  #show({ well, findings }: Examination): void {
    say(this.#status, well ? worded('web.admin.well') : worded('web.admin.change'));
    this.#findings.replaceChildren(
      ...findings.map((finding) =>
        element('li', { 'data-well': String(finding.well) }, `${finding.well ? 'ok' : '!!'}  ${finding.sentence}`),
      ),
    );
  }
}
