// attack: Connects to a listener of the parent by a path.
// group: network
// at none: gets-through

var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
socket.Connect(new UnixDomainSocketEndPoint(Stage.UnixPath));
var buffer = new byte[256];
$"the listener says {Encoding.ASCII.GetString(buffer, 0, socket.Receive(buffer))}"
