// attack: Opens the other end of the pipe to its parent through its own folder of descriptors.
// group: descriptors
// at none: gets-through
// gets through with a gpu: what it holds already can be opened again through its own /proc
// uses: native
// needs: x64

string Open(int descriptor) => Native.Call(257, -100, Native.Text($"/proc/self/fd/{descriptor}"), 0x802) is >= 0 and var opened ? $"descriptor {descriptor} opened again as {opened}" : null;
Enumerable.Range(3, 60).Select(Open).FirstOrDefault(found => found is not null)
