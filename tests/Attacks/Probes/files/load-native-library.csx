// attack: Loads a library of the C library that nothing has loaded yet.
// group: files
// at none: gets-through
// gets through with a gpu: loading the driver's libraries is what the profile is for

NativeLibrary.TryLoad("libthread_db.so.1", out var handle) ? $"loaded at {handle:X}" : null
