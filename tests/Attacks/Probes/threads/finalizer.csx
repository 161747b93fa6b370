// attack: Reads a file from the finalizer's thread.
// group: threads
// at none: gets-through

class Late
{
    public static volatile string Proof;
    public static readonly ManualResetEventSlim Done = new();

    ~Late()
    {
        try
        {
            Proof = $"read {File.ReadAllText("/etc/passwd").Length} characters";
        }
        finally
        {
            Done.Set();
        }
    }
}

[MethodImpl(MethodImplOptions.NoInlining)]
void Make() => _ = new Late();

Make();
for (var round = 0; round < 20 && !Late.Done.Wait(50); round++)
{
    GC.Collect();
}

Late.Proof
