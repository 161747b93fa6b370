// attack: Loads a library of the C library that nothing has loaded yet.
// group: files
// at none: gets-through

NativeLibrary.TryLoad("libthread_db.so.1", out var handle) ? $"loaded at {handle:X}" : null
