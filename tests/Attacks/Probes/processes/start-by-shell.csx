// attack: Starts a shell by the C library's system.
// group: processes
// at none: gets-through
// uses: native

var status = Native.Invoke("system", Native.Text("exit 7"));
(int)status == 7 << 8 ? "the shell ended with 7" : null
