/** Puts a mail into a real RT, as its mail server would. The sandbox has no gateway. Throws when RT refuses it. */
export async function receiveMail(url: string, mail: string, queue = 'General'): Promise<void> {
  const response = await fetch(`${url}/REST/1.0/NoAuth/mail-gateway`, {
    method: 'POST',
    body: new URLSearchParams({
      SessionType: 'REST',
      queue,
      action: 'correspond',
      message: mail,
    }),
  });
  const text = await response.text();
  if (!text.startsWith('ok')) throw new Error(`RT refuses the mail: ${text.slice(0, 500)}`);
}
