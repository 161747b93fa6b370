// attack: Writes a setting of the kernel, to what it is already.
// group: files
// at none: gets-through
// needs: root

var text = File.ReadAllText("/proc/sys/vm/swappiness");
File.WriteAllText("/proc/sys/vm/swappiness", text);
$"vm.swappiness was set to {text}"
