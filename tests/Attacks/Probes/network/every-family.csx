// attack: Asks for a socket of every family and kind.
// group: network
// at none: gets-through
// uses: native
// needs: x64

var found = Enumerable.Range(0, 48).Where(family => new[] { 1, 2, 3, 5 }.Any(kind => Native.Call(41, family, kind, 0) >= 0)).ToList();
found.Count > 0 ? $"sockets of the families {string.Join(' ', found)}" : null
