// attack: Reads what becomes of the machine's crashed programs.
// group: environment
// at none: gets-through

$"crashes go to {File.ReadAllText("/proc/sys/kernel/core_pattern").Trim()}"
