// attack: Sends the parent a datagram and waits for its answer.
// group: network
// at none: gets-through

var client = new UdpClient();
client.Send([1], 1, new IPEndPoint(IPAddress.Loopback, Stage.UdpPort));
client.Client.ReceiveTimeout = 5000;
var from = new IPEndPoint(IPAddress.Any, 0);
$"the parent answered {Encoding.ASCII.GetString(client.Receive(ref from))}"
