// attack: Leaves a finalizer that never ends, and answers.
// group: bombs
// at none: stopped: an answer is an answer, and what is left running is killed
// expect: Completed

class Late
{
    ~Late()
    {
        while (true)
        {
        }
    }
}

[MethodImpl(MethodImplOptions.NoInlining)]
void Make() => _ = new Late();

Make();
GC.Collect();
5
