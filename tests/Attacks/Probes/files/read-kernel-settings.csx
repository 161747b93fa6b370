// attack: Reads a setting of the kernel.
// group: files
// at none: gets-through
// gets through with a gpu: the settings below /proc/sys can be read, as by a driver that looks for its own

$"the machine's boot is {File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim()}"
