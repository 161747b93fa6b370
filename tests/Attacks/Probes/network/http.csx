// attack: Gets a page from the parent's machine.
// group: network
// at none: gets-through

$"the page says {await new HttpClient().GetStringAsync($"http://127.0.0.1:{Stage.TcpPort}/")}"
