import { textButton } from '../ui/buttons.ts';
import { element } from '../ui/element.ts';
import { brand, complain, field, type Page } from './page.ts';

const TOKEN_LONGEST = 4_096;

interface Examination {
  readonly well: boolean;
  readonly findings: readonly { readonly well: boolean; readonly sentence: string }[];
}

/** `/admin`: has the server look at itself, as `parley doctor` does. For whoever has a token of `parley token --admin`. */
export class AdminPage implements Page {
  readonly title = 'Server · Parley';
  readonly element: HTMLElement;
  readonly #token: { label: HTMLLabelElement; input: HTMLInputElement };
  readonly #check = textButton('Check the server', { testid: 'examine', kind: 'primary', type: 'submit' });
  readonly #status = element('p', { role: 'status', 'data-testid': 'examination-status' });
  readonly #findings = element('ul', { class: 'findings', 'data-testid': 'findings' });

  constructor(token: string) {
    this.#token = field('Admin token', { testid: 'admin-token', value: token, maxlength: TOKEN_LONGEST });
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
      element('h1', {}, 'How is the server?'),
      element('p', { class: 'lead' }, 'It joins itself by each address that clients are told, over UDP and TCP, and looks at certificate, names, clock and limits.'),
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
      complain(this.#token.input, 'Please paste the token that "parley token --admin" made.');
      return;
    }
    this.#check.disabled = true;
    this.#findings.replaceChildren();
    this.#status.textContent = 'Looking… Where something is closed, this takes a minute.';
    try {
      const answer = await fetch('/admin/examination', { headers: { authorization: `Bearer ${token}` } });
      if (answer.ok) {
        this.#show((await answer.json()) as Examination);
      } else {
        this.#status.textContent =
          answer.status === 401 ? 'This token does not open this page. Make another one: parley token --admin' : 'The server could not look at itself; its log says why.';
      }
    } catch {
      this.#status.textContent = 'The server does not answer.';
    } finally {
      this.#check.disabled = false;
    }
  }

  #show({ well, findings }: Examination): void {
    this.#status.textContent = well ? 'All is well.' : 'Something has to be changed:';
    this.#findings.replaceChildren(
      ...findings.map((finding) =>
        element('li', { 'data-well': String(finding.well) }, `${finding.well ? 'ok' : '!!'}  ${finding.sentence}`),
      ),
    );
  }
}
