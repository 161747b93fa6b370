using AgentNotebook.Archives.Tests.Support;

namespace AgentNotebook.Archives.Tests.Racing;

/// <summary>A thread that exchanges paths with links to a folder outside, there and back, as fast as it can. When it has ended, everything is where it was.</summary>
internal sealed class Swapper : IDisposable
{
    private readonly Thread _thread;
    private readonly Func<IEnumerable<(string Path, string Link)>> _pairs;
    private readonly ManualResetEventSlim _runs = new();
    private volatile bool _isOver;
    private long _swaps;

    /// <param name="pairs">Paths, and the links that take their places; asked again each time around.</param>
    public Swapper(Func<IEnumerable<(string Path, string Link)>> pairs)
    {
        _pairs = pairs;
        _thread = new Thread(Swap) { IsBackground = true, Name = "swapper" };
        _thread.Start();
        _runs.Wait();
    }

    public Swapper(params (string Path, string Link)[] pairs)
        : this(() => pairs)
    {
    }

    /// <summary>How many exchanges came about.</summary>
    public long Swaps => Interlocked.Read(ref _swaps);

    public void Dispose()
    {
        _isOver = true;
        _thread.Join();
        _runs.Dispose();
    }

    private void Swap()
    {
        // How long a link stays differs each time: a window is hit by chance only.
        var random = new Random(1);
        _runs.Set();
        while (!_isOver)
        {
            foreach (var (path, link) in _pairs())
            {
                if (Posix.TryExchange(path, link))
                {
                    Interlocked.Increment(ref _swaps);
                    Thread.SpinWait(random.Next(300));
                    Posix.TryExchange(path, link);
                    Thread.SpinWait(random.Next(100));
                }
            }
        }
    }
}
