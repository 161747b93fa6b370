// attack: Connects to a listener of the parent over TCP.
// group: network
// at none: gets-through

var client = new TcpClient();
client.Connect(IPAddress.Loopback, Stage.TcpPort);
$"the listener says {new StreamReader(client.GetStream()).ReadToEnd()}"
