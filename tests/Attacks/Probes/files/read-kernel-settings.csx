// attack: Reads a setting of the kernel.
// group: files
// at none: gets-through

$"the machine's boot is {File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim()}"
