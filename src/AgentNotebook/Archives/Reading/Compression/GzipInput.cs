using System.IO.Compression;
using System.Security.Cryptography;

namespace AgentNotebook.Archives.Reading.Compression;

/// <summary>What is in a gzip file, one member after the other, checksums compared, to its very end.</summary>
/// <remarks>
/// The framework's own stream says nothing when a file is cut off, and passes over what follows the last member. So one more member is put behind the
/// file, with something in it that nobody can foresee: only where the file ends with a whole member does it come out. Source: RFC 1952.
/// </remarks>
internal sealed class GzipInput : ReadOnlyInput
{
    private const int MarkBytes = 16;

    // The framework's stream asks for 8 KiB at a time.
    private const int BufferBytes = 256 << 10;

    private readonly Stream _archive;
    private readonly byte[] _mark = RandomNumberGenerator.GetBytes(MarkBytes);
    private readonly SteppingInput _input;
    private readonly GZipStream _gzip;
    private readonly byte[] _held = new byte[MarkBytes];
    private int _holds;
    private bool _ended;

    internal GzipInput(Stream archive)
    {
        _archive = archive;
        _input = new SteppingInput(new BufferedStream(archive, BufferBytes), archive.Length) { Appendix = Member(_mark) };
        _gzip = new GZipStream(_input, CompressionMode.Decompress);
    }

    public override int Read(Span<byte> buffer)
    {
        if (_ended || buffer.IsEmpty)
        {
            return 0;
        }

        try
        {
            return ReadHolding(buffer);
        }
        catch (InvalidDataException)
        {
            throw _input.IsPast ? Cut() : new ArchiveRefusedException(ArchiveRule.BadData, $"Its compressed data is damaged somewhere before byte {_archive.Position}.");
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _gzip.Dispose();
        }

        base.Dispose(disposing);
    }

    private static ArchiveRefusedException Cut() => new(ArchiveRule.Truncated, "The archive is cut off: it ends within its compressed data, or the last checksum is wrong.");

    private static byte[] Member(byte[] content)
    {
        using var member = new MemoryStream();
        using (var gzip = new GZipStream(member, CompressionLevel.NoCompression, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return member.ToArray();
    }

    // The last bytes are held back: at the end they have to be the mark.
    private int ReadHolding(Span<byte> buffer)
    {
        Span<byte> small = stackalloc byte[MarkBytes];
        while (true)
        {
            if (buffer.Length <= MarkBytes)
            {
                // Too small to hold anything back in: byte for byte through what is held.
                var read = _gzip.Read(small[..1]);
                if (read == 0)
                {
                    return End();
                }

                if (_holds < MarkBytes)
                {
                    _held[_holds++] = small[0];
                    continue;
                }

                buffer[0] = _held[0];
                _held.AsSpan(1).CopyTo(_held);
                _held[^1] = small[0];
                return 1;
            }

            _held.AsSpan(0, _holds).CopyTo(buffer);
            var filled = _holds + _gzip.Read(buffer[_holds..]);
            if (filled == _holds)
            {
                return End();
            }

            _holds = Math.Min(filled, MarkBytes);
            buffer[(filled - _holds)..filled].CopyTo(_held);
            if (filled > _holds)
            {
                return filled - _holds;
            }
        }
    }

    private int End()
    {
        _ended = true;
        return _holds == MarkBytes && _held.AsSpan().SequenceEqual(_mark) && _input.Remaining == 0 ? 0
            : _input.Remaining > 0 ? throw new ArchiveRefusedException(ArchiveRule.TrailingData, "Something comes after the end of the compressed data.")
            : throw Cut();
    }
}
