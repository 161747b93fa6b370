using AgentNotebook.Kernel.Connections;
using AgentNotebook.Kernel.History;
using AgentNotebook.Kernel.Messaging;
using AgentNotebook.Kernel.Outputs;
using AgentNotebook.Kernel.Requests;
using AgentNotebook.Kernel.Zmtp;

namespace AgentNotebook.Kernel;

/// <summary>A Jupyter kernel: five sockets, and a handler for each message.</summary>
/// <remarks>
/// Messaging 5.3 (https://jupyter-client.readthedocs.io/en/stable/messaging.html). What comes on the shell channel is done in the order in
/// which it came; control is answered while a cell runs. Front ends may come, go and come back; the notebook's variables stay.
/// </remarks>
public sealed class JupyterKernel : IAsyncDisposable
{
    private readonly CancellationTokenSource _ending = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<IAsyncDisposable> _channels = [];
    private readonly Interruption _interruption;
    private readonly HistoryStore _history;
    private readonly RequestLoop _shell;
    private readonly Task _loops;

    private JupyterKernel(ConnectionInfo connection, Func<Task<KernelNotebook>> open, KernelOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxLogLines);
        var log = new KernelLog(options.Log, options.MaxLogLines);
        var signer = new MessageSigner(connection.Key);
        var encoder = new MessageEncoder(signer, options.Time);
        var sockets = new ZmtpOptions { Time = options.Time };
        var iopub = Keep(new IopubChannel(PublisherSocket.Bind(Endpoint(connection.IopubPort), sockets), encoder, log));
        var control = Requests("control", connection.ControlPort);
        var shell = Requests("shell", connection.ShellPort);
        var input = Requests("stdin", connection.StdinPort);
        Keep(ReplySocket.Bind(Endpoint(connection.HeartbeatPort), sockets));

        iopub.Publish("status", default, writer => writer.WriteString("execution_state", "starting"));
        var notebook = new NotebookOpening(async () =>
        {
            var opened = await open();
            opened.Engine.Comms.Connect(new CommChannel(iopub, () => default));
            // While the person at the notebook still reads or types, the compiler can get warm.
            _ = opened.Engine.WarmUpAsync(_ending.Token);
            return opened;
        });
        _history = new HistoryStore(options.HistoryFile, log);
        _interruption = new Interruption(options.Time, options.EscalationTime);
        var stdin = new StdinChannel(input);
        IRequestHandler[] onBoth = [new KernelInfoHandler(), new ShutdownHandler(End), new InterruptHandler(Interrupt)];
        _shell = new RequestLoop(
            shell,
            iopub,
            [
                .. onBoth,
                new ExecuteHandler(notebook, stdin, _history, _interruption, () => _shell!.AbortWaiting()),
                new CompleteHandler(notebook),
                new InspectHandler(notebook),
                new IsCompleteHandler(notebook),
                new HistoryHandler(_history),
                new CommInfoHandler(notebook),
                new CommHandler(CommHandler.Open, notebook, _interruption),
                new CommHandler(CommHandler.Message, notebook, _interruption),
                new CommHandler(CommHandler.Close, notebook, _interruption),
            ],
            log);
        _loops = Task.WhenAll(
            RunAsync(_shell.RunAsync),
            RunAsync(new RequestLoop(control, iopub, onBoth, log).RunAsync),
            RunAsync(stdin.RunAsync),
            RunAsync(new ParentWatch(options.ParentProcess, options.Time, End).RunAsync));

        ZmtpEndpoint Endpoint(int port) => ZmtpEndpoint.Parse(connection.AddressOf(port));

        RequestChannel Requests(string name, int port) =>
            Keep(new RequestChannel(name, RouterSocket.Bind(Endpoint(port), sockets), new MessageDecoder(signer, new ReplayGuard(MessageLimits.RememberedSignatures)), encoder, log));
    }

    /// <summary>Is done when a front end, a signal or the death of <see cref="KernelOptions.ParentProcess"/> has ended the kernel.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Binds the sockets and begins to answer.</summary>
    /// <param name="connection">Where the front ends are.</param>
    /// <param name="open">Opens the notebook; called at once, on another thread. What it throws, the front end is told at its first cell.</param>
    /// <param name="options">How to behave; <see langword="null"/> takes the defaults.</param>
    /// <exception cref="IOException">A socket cannot be bound.</exception>
    public static JupyterKernel Start(ConnectionInfo connection, Func<Task<KernelNotebook>> open, KernelOptions? options = null) => new(connection, open, options ?? new KernelOptions());

    /// <summary>Stops the running cell and those that wait behind it; a second time within <see cref="KernelOptions.EscalationTime"/> leaves to itself what did not end.</summary>
    public void Interrupt()
    {
        if (_interruption.Ask())
        {
            _shell.AbortWaiting();
        }
    }

    /// <summary>Ends the kernel, as a front end's shutdown request does.</summary>
    public void End() => _ended.TrySetResult();

    /// <summary>Stops the running cell, sends what is still to be sent, and closes the sockets.</summary>
    public async ValueTask DisposeAsync()
    {
        End();
        await _ending.CancelAsync();
        await _loops;
        foreach (var channel in _channels)
        {
            await channel.DisposeAsync();
        }

        _history.Dispose();
        _ending.Dispose();
    }

    private T Keep<T>(T channel)
        where T : IAsyncDisposable
    {
        _channels.Add(channel);
        return channel;
    }

    private async Task RunAsync(Func<CancellationToken, Task> loop)
    {
        try
        {
            await loop(_ending.Token);
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            // The kernel ends.
        }
    }
}
