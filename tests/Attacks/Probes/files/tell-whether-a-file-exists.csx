// attack: Finds out whether files exist, and how large they are, without opening them.
// group: files
// at none: gets-through
// gets through with a gpu: names can be looked at: at level isolated those of its own root alone

File.Exists("/etc/passwd") ? $"/etc/passwd exists and was changed {File.GetLastWriteTimeUtc("/etc/passwd"):s}" : Directory.Exists("/etc") ? "/etc exists" : null
