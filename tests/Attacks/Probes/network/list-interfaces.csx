// attack: Lists the network interfaces of the machine.
// group: network
// at none: gets-through

var all = NetworkInterface.GetAllNetworkInterfaces();
all.Length > 0 ? $"the machine has {string.Join(' ', all.Select(one => one.Name))}" : null
