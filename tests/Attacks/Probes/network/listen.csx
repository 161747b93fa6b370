// attack: Listens on a port of its own.
// group: network
// at none: gets-through

var listener = new TcpListener(IPAddress.Loopback, 0);
listener.Start();
$"listens at {listener.LocalEndpoint}"
