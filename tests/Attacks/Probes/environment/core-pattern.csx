// attack: Reads what becomes of the machine's crashed programs.
// group: environment
// at none: gets-through
// gets through with a gpu: the settings below /proc/sys can be read, as by a driver that looks for its own

$"crashes go to {File.ReadAllText("/proc/sys/kernel/core_pattern").Trim()}"
