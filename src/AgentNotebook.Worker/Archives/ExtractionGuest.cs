using AgentNotebook.Archives.Extracting;
using AgentNotebook.Guest;
using Microsoft.Win32.SafeHandles;

namespace AgentNotebook.Worker.Archives;

/// <summary>The extractor as a guest: reads the archive it inherited, writes below the folder it inherited, reports.</summary>
internal static class ExtractionGuest
{
    private const int ArchiveDescriptor = 4;
    private const int FolderDescriptor = 5;
    private const string FolderPlace = "/staging";
    private const int ReportsOfProgress = 500;
    private const int FromBeginning = 0;

    internal static Task<object?> RunAsync(object?[] state)
    {
        var orders = ExtractionOrders.Decode(Exchange.Inputs[ExtractionOrders.InputName].Bytes);
        var decoding = DecoderAssemblies.Load(orders.Decoder);
        using var target = orders.Writes ? Target() : null;
        using var archive = new FileStream(new SafeFileHandle(ArchiveDescriptor, ownsHandle: true), FileAccess.Read, bufferSize: 0);
        var (told, step) = (0L, Math.Max(1, archive.Length / ReportsOfProgress));
        var report = Extraction.Run(archive, orders.Policy, orders.Limits, target, orders.KeepGoing, Tell, local: orders.Local, decoding: decoding);
        Exchange.Artifacts.Save(ExtractionOrders.ReportName, ReportMessage.Encode(report));
        return Task.FromResult<object?>(null);

        // The parent has the same open file: its place, which nothing here reads by, says how far this is.
        void Tell(long behind)
        {
            if (behind >= told + step)
            {
                told = behind;
                _ = FolderCalls.Seek(ArchiveDescriptor, behind, FromBeginning);
            }
        }
    }

    // In namespaces of its own this process has the folder bound to a place where nothing lies above it. The inherited one leads out of the namespaces,
    // and is given up before a byte of the archive is read; elsewhere it is what landlock knows.
    private static FolderTarget Target()
    {
        if (!FileFacts.Of(FolderDescriptor).IsSame(FileFacts.Of(FolderPlace)))
        {
            return new FolderTarget(FolderHandle.Adopt(FolderDescriptor));
        }

        _ = FolderCalls.Close(FolderDescriptor);
        return new FolderTarget(FolderPlace);
    }
}
