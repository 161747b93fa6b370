using System.Text;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace AgentNotebook.Gpu.Sampling;

/// <summary>Appends samples and marks to a file, each with one write, so that whatever ends the process loses none. Not for several threads at once.</summary>
/// <remarks>
/// What was written stays when the process is killed; only a machine that loses power may lose the last seconds, for nothing waits for the disk.
/// A log that has grown too long is written anew beside itself and renamed into its place. A file that cannot be written any more (a full disk) ends
/// the log, not the sampling.
/// </remarks>
internal sealed class SampleLog : IDisposable
{
    private readonly byte[] _line = new byte[SampleLogLine.MaxSampleBytes];
    private readonly string _file;
    private readonly FileStream _lock;
    private readonly long _maxBytes;
    private SafeFileHandle? _handle;
    private long _length;
    private long _rewritten;

    private SampleLog(string file, FileStream locked, long maxBytes) => (_file, _lock, _maxBytes) = (file, locked, maxBytes);

    public string Name => _file;

    /// <summary>Why nothing is written any more; empty while all is well.</summary>
    public string Trouble { get; private set; } = "";

    /// <summary>Whether it is time to write it anew.</summary>
    public bool IsFull => _handle is not null && _length > Math.Max(_maxBytes, 2 * _rewritten);

    /// <summary>Begins a log; what stood there becomes the previous one.</summary>
    /// <param name="file">Its path; folders that are missing are made.</param>
    /// <param name="maxBytes">How long it may grow.</param>
    /// <exception cref="IOException">The file cannot be written, or another process writes it.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static SampleLog Begin(string file, long maxBytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var locked = new FileStream(LockOf(file), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        try
        {
            if (File.Exists(file))
            {
                File.Move(file, MemoryLog.PreviousOf(file), overwrite: true);
            }

            return new SampleLog(file, locked, maxBytes);
        }
        catch
        {
            locked.Dispose();
            throw;
        }
    }

    /// <summary>Writes the whole log anew.</summary>
    /// <param name="header">What is measured.</param>
    /// <param name="buffers">What is kept of each device.</param>
    /// <param name="marks">The marks.</param>
    public void Rewrite(SampleLogHeader header, SampleBuffer[] buffers, MarkList marks)
    {
        var beside = _file + ".new";
        try
        {
            using (var stream = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16))
            {
                stream.Write(Encoding.UTF8.GetBytes(SampleLogLine.Format + "\n"));
                stream.Write(JsonSerializer.SerializeToUtf8Bytes(header));
                stream.WriteByte((byte)'\n');
                for (var device = 0; device < buffers.Length; device++)
                {
                    stream.Write(_line, 0, SampleLogLine.WritePeak(_line, device, buffers[device].PeakBytes, buffers[device].PeakOursBytes));
                    foreach (var sample in buffers[device].ToArray(TimeSpan.Zero))
                    {
                        stream.Write(_line, 0, SampleLogLine.Write(_line, device, sample));
                    }
                }

                foreach (var mark in marks.ToArray(0, TimeSpan.Zero))
                {
                    stream.Write(SampleLogLine.Of(mark));
                }
            }

            _handle?.Dispose();
            File.Move(beside, _file, overwrite: true);
            _handle = File.OpenHandle(_file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            _length = _rewritten = RandomAccess.GetLength(_handle);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Stop(failure);
            TakeAway(beside);
        }
    }

    /// <summary>Appends a sample. Allocates nothing.</summary>
    public void Append(int device, in MemorySample sample) => Append(_line.AsSpan(0, SampleLogLine.Write(_line, device, sample)));

    /// <summary>Appends a mark.</summary>
    public void Append(MemoryMark mark) => Append(SampleLogLine.Of(mark));

    public void Dispose()
    {
        _handle?.Dispose();
        _handle = null;
        _lock.Dispose();
    }

    /// <summary>Takes the file away; to be disposed then.</summary>
    public void Delete()
    {
        _handle?.Dispose();
        _handle = null;
        TakeAway(_file);
    }

    private static void TakeAway(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It stays; a log is then taken for one of a process that was killed, and nothing else comes of it.
        }
    }

    private static string LockOf(string file) => file + ".lock";

    private void Append(ReadOnlySpan<byte> line)
    {
        if (_handle is null)
        {
            return;
        }

        try
        {
            RandomAccess.Write(_handle, line, _length);
            _length += line.Length;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Stop(failure);
        }
    }

    private void Stop(Exception failure)
    {
        Trouble = $"From some moment on the samples are not kept on the disk ({failure.Message.TrimEnd('.')}).";
        _handle?.Dispose();
        _handle = null;
    }
}
