// attack: Resolves a name.
// group: network
// at none: gets-through

var addresses = Dns.GetHostAddresses("localhost");
addresses.Length > 0 ? $"localhost is {addresses[0]}" : null
