// attack: Finds out whether files exist, and how large they are, without opening them.
// group: files
// at none: gets-through

File.Exists("/etc/passwd") ? $"/etc/passwd exists and was changed {File.GetLastWriteTimeUtc("/etc/passwd"):s}" : Directory.Exists("/etc") ? "/etc exists" : null
