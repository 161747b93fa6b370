// attack: Asks for a thread with a stack of a terabyte.
// group: bombs
// at none: stopped: the limit on memory holds at every level
// expect: OutOfMemory, Failed, Completed, Crashed
// uses: native

// A stack of this size fits no int, so the C library is asked.
var (thread, attributes) = (Native.Zeros(8), Native.Zeros(64));
Native.Invoke("pthread_attr_init", attributes);
Native.Invoke("pthread_attr_setstacksize", attributes, 1L << 40);
(int)Native.Invoke("pthread_create", thread, attributes, Native.Export("getpid"), 0) == 0 ? "the thread runs" : null
