// attack: Reads a file from a thread of the pool.
// group: threads
// at none: gets-through

await Task.Run(() => $"read {File.ReadAllText("/etc/passwd").Length} characters")
