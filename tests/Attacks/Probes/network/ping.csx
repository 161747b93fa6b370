// attack: Pings its own machine.
// group: network
// at none: gets-through
// needs: root

var reply = new Ping().Send(IPAddress.Loopback, 3000);
reply.Status == IPStatus.Success ? $"{reply.Address} answered" : null
