// attack: Looks the users of the machine up through the C library.
// group: files
// at none: gets-through
// uses: native

var entry = Native.Invoke("getpwuid", 65534);
entry == 0 ? null : $"user 65534 is {Marshal.PtrToStringUTF8(Marshal.ReadIntPtr((nint)entry))}"
