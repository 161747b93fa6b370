// attack: Connects to the port on which a .NET parent answers debuggers of the same user.
// group: parent
// at none: gets-through

var port = Directory.GetFiles("/tmp", $"dotnet-diagnostic-{Stage.Parent}-*-socket").FirstOrDefault() ?? throw new FileNotFoundException("The parent has no port.");
var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
socket.Connect(new UnixDomainSocketEndPoint(port));
// ProcessInfo: a magic of 14 bytes, the size, command set 4, command 0.
socket.Send([.. "DOTNET_IPC_V1\0"u8, 20, 0, 4, 0, 0, 0]);
var answer = new byte[1024];
var count = socket.Receive(answer);
$"the parent's runtime answered {count} bytes"
