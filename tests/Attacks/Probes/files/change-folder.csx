// attack: Moves its working folder to the root, by name and by descriptor.
// group: files
// at none: gets-through

Directory.SetCurrentDirectory("/");
Environment.CurrentDirectory == "/" ? "the working folder is /" : null
