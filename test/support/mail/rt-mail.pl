#!/usr/bin/perl
# Feeds mails through RT's mail gateway. Reads { "<name>": "<mail in base64>" } and prints, as JSON,
#   { "<name>": { ticket, parts: [{ id, type, text, bytes }] } }
# text is RT's own reading, null where RT holds bytes; bytes are base64. Everyone may then write to General.
use strict;
use warnings;
use RT;
RT::LoadConfig();
RT->Config->Set(LogToSTDERR => 'critical');
RT::Init();
use RT::Interface::Email;
use Encode;
use JSON;
use MIME::Base64;

my $mails = decode_json(do { local $/; <STDIN> });
my $queue = RT::Queue->new(RT->SystemUser);
$queue->Load('General');
my $everyone = RT::Group->new(RT->SystemUser);
$everyone->LoadSystemInternalGroup('Everyone');
$everyone->PrincipalObj->GrantRight(Right => $_, Object => $queue)
    for qw(CreateTicket ReplyToTicket CommentOnTicket);

my %fed;
for my $name (sort keys %$mails) {
    my (undef, $error, $made) = RT::Interface::Email::Gateway({
        queue => 'General', action => 'correspond', message => decode_base64($mails->{$name}),
    });
    die "$name: $error\n" unless $made && $made->Id;
    my $ticket = RT::Ticket->new(RT->SystemUser);
    $ticket->Load($made->Id);
    my $parts = $ticket->Transactions->First->Attachments;
    my @parts;
    while (my $part = $parts->Next) {
        my $bytes = $part->OriginalContent // '';
        $bytes = Encode::encode('UTF-8', $bytes) if Encode::is_utf8($bytes);
        my $is_text = RT::I18N::IsTextualContentType($part->ContentType);
        push @parts, {
            id => 0 + $part->Id, type => $part->ContentType, bytes => encode_base64($bytes, ''),
            text => $is_text ? $part->Content : undef,
        };
    }
    $fed{$name} = { ticket => 0 + $ticket->Id, parts => \@parts };
}
print JSON->new->canonical->utf8->encode(\%fed);
