// attack: Listens at an abstract name of its own.
// group: network
// at none: gets-through

var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
socket.Bind(new UnixDomainSocketEndPoint($"\0agentnb-attack-{Environment.ProcessId}"));
socket.Listen();
$"listens at {socket.LocalEndPoint}"
